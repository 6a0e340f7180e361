// Commands of the shell that start each daemon on 192.0.2.1, in an empty folder.

export const UNBOUND = `cat > unbound.conf <<'END'
server:
  interface: 192.0.2.1
  access-control: 192.0.2.0/24 allow
  chroot: ""
  username: ""
  directory: "."
  pidfile: ""
  use-syslog: no
  do-not-query-localhost: no
  local-zone: "example." static
  local-data: "example. 3600 IN SOA ns.example. admin.example. 1 3600 600 86400 300"
  local-data: "www.example. 300 IN A 192.0.2.80"
  local-data: "www.example. 300 IN AAAA 2001:db8::80"
  local-data: "example. 300 IN MX 10 mail.example."
  local-data: 'example. 300 IN TXT "a text" "and another"'
  local-data: "alias.example. 300 IN CNAME www.example."
END
exec unbound -d -c unbound.conf`;

export const FTP = `echo hello > hello.txt; exec /usr/bin/python3 -c "
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer
users = DummyAuthorizer()
users.add_anonymous('.')
FTPHandler.authorizer = users
FTPServer(('192.0.2.1', 21), FTPHandler).serve_forever()"`;

export const SMTP = `exec /usr/bin/python3 -c "
import time
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
Controller(Sink(), hostname='192.0.2.1', port=25, server_hostname='mail.example').start()
time.sleep(60)"`;

export const TELNET = `exec /usr/bin/python3 -c "
import socket
s = socket.create_server(('192.0.2.1', 23))
c, _ = s.accept()
c.sendall(bytes([255,253,24,255,253,31,255,251,1,255,251,3]) + b'login: ')
while c.recv(500): c.sendall(b'Password: ')"`;

export const IRC = `exec /usr/bin/python3 -c "
import socket
s = socket.create_server(('192.0.2.1', 6667))
c, _ = s.accept()
while True:
    line = c.recv(500)
    if not line: break
    if b'USER' in line: c.sendall(b':irc.example 001 ada :Welcome\\r\\n')
    if b'PING' in line: c.sendall(b':irc.example PONG irc.example :1\\r\\n')"`;

export const TLS = `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=www.example -keyout k -out c
exec openssl s_server -accept 192.0.2.1:443 -key k -cert c -www`;

export const SSH = `ssh-keygen -q -t ed25519 -N '' -f key; mkdir -p /run/sshd
exec /usr/sbin/sshd -D -f /dev/null -h $PWD/key -o ListenAddress=192.0.2.1 -o PidFile=none`;

export const IMAP = `mkdir -p mail/cur mail/new mail/tmp; chmod 755 .
printf 'From: <bob@example>\\r\\nSubject: prices\\r\\n\\r\\nTwo apples.\\r\\n' > mail/new/1.a.host
chown -R 65534:65534 mail
echo "ada:{PLAIN}secret:65534:65534::$PWD" > users
cat > dovecot.conf <<END
base_dir = $PWD/run
state_dir = $PWD/state
log_path = $PWD/log
protocols = imap
listen = 192.0.2.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 0
mail_location = maildir:$PWD/mail
passdb {
  driver = passwd-file
  args = $PWD/users
}
userdb {
  driver = passwd-file
  args = $PWD/users
}
END
exec dovecot -F -c dovecot.conf`;

export const NGIRCD = `printf '[Global]\\nName = irc.example\\nInfo = test\\nListen = 192.0.2.1\\n[Options]\\nDNS = no\\nIdent = no\\nPAM = no\\n' > conf
exec ngircd -n -f $PWD/conf`;

export const TELNETD = `printf '#!/bin/sh\\nprintf "login: "; read -r name; exec sh -i\\n' > login; chmod 755 login
exec /usr/bin/python3 -c "
import os, socket, subprocess
s = socket.create_server(('192.0.2.1', 23))
c, _ = s.accept()
subprocess.run(['telnetd', '-h', '-n', '-E', os.getcwd() + '/login'], stdin=c, stdout=c)"`;

export const NGINX = `mkdir pages; seq 2000 > pages/long.txt
cat > nginx.conf <<END
daemon off; master_process off; pid $PWD/pid; error_log stderr;
events {}
http {
  client_body_temp_path $PWD/a; proxy_temp_path $PWD/b; fastcgi_temp_path $PWD/c; uwsgi_temp_path $PWD/d; scgi_temp_path $PWD/e;
  access_log off; root $PWD/pages; gzip on; gzip_types text/plain; default_type text/plain;
  server { listen 192.0.2.1:80; }
}
END
exec nginx -p $PWD -c $PWD/nginx.conf`;

export const XRDP = `openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=desk.example -keyout k -out c
printf "[Globals]\\nport=tcp://192.0.2.1:3389\\nsecurity_layer=negotiate\\ncertificate=$PWD/c\\nkey_file=$PWD/k\\n[Logging]\\nLogFile=$PWD/log\\nLogLevel=INFO\\nEnableSyslog=false\\n" > ini
exec xrdp --nodaemon --config $PWD/ini`;

export const LEASE =
  'exec dnsmasq -k -C /dev/null -p 0 -i server -F 192.0.2.100,192.0.2.150,5m -l leases';
